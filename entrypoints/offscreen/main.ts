import '@/lib/model/zodWithoutEval';
import { closeWhenIdle } from '@/lib/browser/media/closeWhenIdle';
import { createLocalBlobs } from '@/lib/browser/media/createLocalBlobs';
import { fetchMirrors } from '@/lib/browser/media/fetchMirrors';
import { serveOffscreen } from '@/lib/browser/media/serveOffscreen';
import { keepThumbs } from '@/lib/browser/media/thumbs/keepThumbs';

const blobs = createLocalBlobs({ fetchMirrors, thumbs: keepThumbs() });
serveOffscreen(blobs);
closeWhenIdle(blobs.idle);
