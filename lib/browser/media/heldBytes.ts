/** Bytes of a file as the document holds them: small ones in memory, others where the browser keeps them. */
export type HeldBytes = Blob | Uint8Array<ArrayBuffer>;

export const heldSize = (bytes: HeldBytes): number => (bytes instanceof Blob ? bytes.size : bytes.byteLength);

const SCHEME = 'held:';

/**
 * An address under which the document that holds bytes finds them, and nobody else. To make a blob: address stops the
 * document until the browser's own process has answered: 1 to 2 ms a file (Chromium 156).
 */
export const heldAddress = (): string => `${SCHEME}${crypto.randomUUID()}`;

/** Whether an address is one of {@link heldAddress}. */
export const isHeldAddress = (url: string): boolean => url.startsWith(SCHEME);
