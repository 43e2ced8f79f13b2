import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { LibraryPage } from '@/components/library/LibraryPage';
import { browserMessages } from '@/lib/browser/events/notifyEnd';
import { createLibraryModel } from '@/lib/ui/library/createLibraryModel';
import { createLibraryPorts } from '@/lib/ui/library/createLibraryPorts';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const root = mountPage(browserMessages, 'library_title');
const model = createLibraryModel(createLibraryPorts());
model.start();
render(
  <DatabaseGate feed={createDatabaseFeed()}>
    <LibraryPage model={model} />
  </DatabaseGate>,
  root,
);
