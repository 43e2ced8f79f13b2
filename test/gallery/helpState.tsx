import { HelpBar } from '@/components/help/HelpBar';
import { type HelpPage, helpPages } from '@/components/help/helpPages';

/** Every help page, by the name of its document. */
export const helpStates: readonly string[] = helpPages;

const isHelpPage = (name: string): name is HelpPage => helpStates.includes(name);

/** A help page, its document read from the gallery's server. */
export const helpInState = async (name: string) => {
  if (!isHelpPage(name)) throw new Error(`no help page ${name}`);
  const reply = await fetch(`/help/${name}`);
  const __html = await reply.text();
  return (
    <div class="help-page">
      <header>
        <HelpBar current={name} />
      </header>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: what scripts/helpPages.ts made of a document of ours */}
      <main class="help" lang="en" dir="ltr" dangerouslySetInnerHTML={{ __html }} />
    </div>
  );
};
