import type { Failure } from '@/lib/base/failure';

/** Why something that was pressed came to nothing. */
export interface Problem extends Failure {
  /**
   * `show` = a file was to be shown in its folder; `file` then means that the browser does not find it. `retry` = failed
   * files were to be tried again; `input` then means that none of them can be had.
   */
  readonly about?: 'show' | 'retry';
}
