/** Longest path below the downloads folder, extension included, in UTF-16 units: leaves a third of Windows' 260 for the folder itself. */
export const PATH_UNITS = 200;

/** Longest single name in UTF-8 bytes: ext4, APFS and NTFS all hold 255. */
export const PART_BYTES = 255;

/** Room in the last name for what browsers add while they write (`.crdownload`, ` (1)`, `.part`). */
export const BROWSER_BYTES = 16;

/** Room for the dot and the extension when it is not known yet: `.webp`, `.jpeg`, `.json`. */
export const EXTENSION_UNITS = 5;

/** Widest usual `{kind}`, kept free in posts of several files, so that all of them cut the caption at one place and share a folder. */
export const KIND_UNITS = 20;
