import '@/lib/model/zodWithoutEval';
import '@/lib/ui/theme.css';
import { render } from 'preact';
import { HelpBar } from '@/components/help/HelpBar';
import { helpPages } from '@/components/help/helpPages';
import { watchMessages } from '@/lib/browser/settings/readMessages';
import { mountPage } from '@/lib/ui/view/mountPage';

// All three help pages run this; what they say is in their documents, and can be read if this fails.
const current = helpPages.find((page) => location.pathname === `/${page}.html`) ?? 'guide';
void mountPage(watchMessages, `help_${current}`).then((root) => render(<HelpBar current={current} />, root));
