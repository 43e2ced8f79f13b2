import '@/lib/model/zodWithoutEval';
import { createLocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import { fetchMirrors } from '@/lib/browser/media/fetchMirrors';
import { closeWhenIdle, serveOffscreen } from '@/lib/browser/media/serveOffscreen';
import { keepThumbs } from '@/lib/browser/media/thumbs/keepThumbs';

const blobs = createLocalBlobs({ fetchMirrors, thumbs: keepThumbs() });
serveOffscreen(blobs);
closeWhenIdle(blobs.idle);
