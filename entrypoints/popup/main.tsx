import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { PopupPage } from '@/components/popup/PopupPage';
import { browserMessages } from '@/lib/browser/events/notifyEnd';
import { createPopupModel } from '@/lib/ui/popup/createPopupModel';
import { createPopupPorts } from '@/lib/ui/popup/createPopupPorts';
import { mountPage } from '@/lib/ui/view/mountPage';

const root = mountPage(browserMessages);
const model = createPopupModel(createPopupPorts(location.search));
model.start();
render(<PopupPage model={model} now={Date.now} />, root);
