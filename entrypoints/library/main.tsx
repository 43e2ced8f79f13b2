import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { DatabaseGate } from '@/components/database/DatabaseGate';
import { LibraryPage } from '@/components/library/LibraryPage';
import { watchMessages } from '@/lib/browser/settings/readMessages';
import { createLibraryModel } from '@/lib/ui/library/createLibraryModel';
import { createLibraryPorts } from '@/lib/ui/library/createLibraryPorts';
import { createDatabaseFeed } from '@/lib/ui/view/createDatabaseFeed';
import { mountPage } from '@/lib/ui/view/mountPage';

const feed = createDatabaseFeed();
const model = createLibraryModel(createLibraryPorts());
model.start();
void mountPage(watchMessages, 'library_title').then((root) =>
  render(
    <DatabaseGate feed={feed}>
      <LibraryPage model={model} />
    </DatabaseGate>,
    root,
  ),
);
