/** A page of the extension, whichever library drives its browser. */
export interface OwnPage {
  evaluate<R>(run: () => R): Promise<Awaited<R>>;
  evaluate<R>(run: (argument: string) => R, argument: string): Promise<Awaited<R>>;
}
