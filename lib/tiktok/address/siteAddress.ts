import { SITE_ORIGIN } from './hosts';

/** Pages of the site that a person is sent to. As recorded 2026-10. */
export const siteAddress = {
  home: `${SITE_ORIGIN}/`,
  login: `${SITE_ORIGIN}/login`,
} as const;
