import { z } from 'zod';

// An extension's CSP forbids `new Function`; zod would try it once per context and the browser would report that as a
// violation. Imported first by every entrypoint, before any schema is made.
z.config({ jitless: true });
