import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { WelcomePage } from '@/components/welcome/WelcomePage';
import { watchMessages } from '@/lib/browser/settings/readMessages';
import { mountPage } from '@/lib/ui/view/mountPage';
import { createWelcomeModel } from '@/lib/ui/welcome/createWelcomeModel';
import { createWelcomePorts } from '@/lib/ui/welcome/createWelcomePorts';

const model = createWelcomeModel(createWelcomePorts());
model.start();
void mountPage(watchMessages, 'welcome_title').then((root) => render(<WelcomePage model={model} />, root));
