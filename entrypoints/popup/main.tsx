import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { PopupPage } from '@/components/popup/PopupPage';
import { browserMessages } from '@/lib/browser/messages';
import { createPopupModel } from '@/lib/ui/createPopupModel';
import { createPopupPorts } from '@/lib/ui/createPopupPorts';
import { startPage } from '@/lib/ui/startPage';

const root = startPage(browserMessages);
const model = createPopupModel(createPopupPorts(location.search));
model.start();
render(<PopupPage model={model} now={Date.now} />, root);
