import { readFileSync } from 'node:fs';

const folder = new URL('../../../fixtures/webcast/', import.meta.url);

/** The bytes of a live chat fixture. */
export const fixtureBytes = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)));
