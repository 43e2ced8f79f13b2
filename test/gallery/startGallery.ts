import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

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
    resolve: { alias: { '@': project } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // What is saved meanwhile must not draw anew what is being measured.
    server: { port: 0, watch: null, fs: { allow: [project] } },
  });
  await server.listen();
  return { base: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
};
