import '@/lib/model/zodWithoutEval';
import { closeWhenIdle } from '@/lib/browser/media/closeWhenIdle';
import { createLocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import { fetchMedia } from '@/lib/browser/media/fetchMirrors';
import { serveOffscreen } from '@/lib/browser/media/serveOffscreen';
import { keepThumbs } from '@/lib/browser/media/thumbs/keepThumbs';

const blobs = createLocalBlobs({ fetchMedia, thumbs: keepThumbs() });
serveOffscreen(blobs);
closeWhenIdle(blobs.idle);
