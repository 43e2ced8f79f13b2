import '@/lib/ui/theme.css';
import { render } from 'preact';
import { HelpBar } from '@/components/help/HelpBar';
import { helpPages } from '@/components/help/helpPages';
import { browserMessages } from '@/lib/browser/events/notifyEnd';
import { mountPage } from '@/lib/ui/view/mountPage';

// All three help pages run this; what they say is in their documents, and can be read if this fails.
const current = helpPages.find((page) => location.pathname === `/${page}.html`) ?? 'guide';
render(<HelpBar current={current} />, mountPage(browserMessages, `help_${current}`));
