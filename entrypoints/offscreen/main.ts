import '@/lib/model/zodWithoutEval';
import { closeWhenIdle } from '@/lib/browser/closeWhenIdle';
import { createLocalBlobs } from '@/lib/browser/createLocalBlobs';
import { fetchMedia } from '@/lib/browser/fetchMedia';
import { serveOffscreen } from '@/lib/browser/serveOffscreen';
import { keepThumbs } from '@/lib/browser/thumbs/keepThumbs';

const blobs = createLocalBlobs({ fetchMedia, thumbs: keepThumbs() });
serveOffscreen(blobs);
closeWhenIdle(blobs.idle);
