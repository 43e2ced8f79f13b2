import { PICTURE_KEY } from '@/lib/tiktok/page/selectors';

/** The part of a picture's address that all its sizes and mirrors share; absent when the address has none. */
export const readPictureKey = (address: string): string | undefined => PICTURE_KEY.exec(address)?.[1];
