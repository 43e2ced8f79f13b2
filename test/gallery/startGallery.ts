import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';
import { renderHelp } from '../../scripts/helpPages.ts';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const documents: Readonly<Record<string, string>> = {
  guide: 'docs/guide.md',
  trouble: 'docs/trouble.md',
  privacy: 'PRIVACY.md',
};

/** Documents of the help pages, as the packed pages hold them. */
const helpDocuments: Plugin = {
  name: 'gallery-help',
  configureServer: (server) => {
    for (const [name, path] of Object.entries(documents))
      server.middlewares.use(`/help/${name}`, (_, reply) => {
        reply.setHeader('content-type', 'text/html; charset=utf-8');
        reply.end(renderHelp(readFileSync(`${project}/${path}`, 'utf8')));
      });
  },
};

/** The gallery of states, served. */
export interface Gallery {
  /** Address of its first page, with a slash at the end. */
  readonly base: string;
  close(): Promise<void>;
}

/** Serves every page and state with mock data, from the sources as they stand. */
export const startGallery = async (): Promise<Gallery> => {
  const server = await createServer({
    root: fileURLToPath(new URL('.', import.meta.url)),
    publicDir: `${project}/public`,
    configFile: false,
    logLevel: 'warn',
    plugins: [helpDocuments],
    resolve: { alias: { '@': project } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // What is saved meanwhile must not draw anew what is being measured.
    server: { port: 0, watch: null, fs: { allow: [project] } },
  });
  await server.listen();
  return { base: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
};
