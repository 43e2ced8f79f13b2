/** Posts that may be pasted, or chosen, at once. By itself, since our script in a page carries no zod. */
export const MOST_LINKS = 5000;
