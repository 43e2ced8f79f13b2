/** Reads the cookies that the browser holds for www.tiktok.com. */
export interface Cookies {
  get(name: string): Promise<string | undefined>;
}
