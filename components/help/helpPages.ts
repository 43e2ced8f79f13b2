/** The pages that are made of docs/guide.md, docs/trouble.md and PRIVACY.md. */
export const helpPages = ['guide', 'trouble', 'privacy'] as const;
export type HelpPage = (typeof helpPages)[number];
