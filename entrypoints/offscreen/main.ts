import '@/lib/model/zodWithoutEval';
import { closeWhenIdle } from '@/lib/browser/closeWhenIdle';
import { createLocalBlobs } from '@/lib/browser/createLocalBlobs';
import { serveOffscreen } from '@/lib/browser/serveOffscreen';

const blobs = createLocalBlobs();
serveOffscreen(blobs);
closeWhenIdle(blobs.idle);
