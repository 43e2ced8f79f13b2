/**
 * Why a file is not taken. `foreign` = nothing that names posts; `broken` = cut off or changed, with the line where it
 * stops making sense; `sqlite` = a database, which is not read; `large` = beyond every list of what one person saw;
 * `many` = a folder with more files than are looked at.
 */
export type TakeOverFault = 'foreign' | 'broken' | 'sqlite' | 'large' | 'many';

/** A file, or a folder, that is not taken. */
export interface TakeOverProblem {
  readonly fault: TakeOverFault;
  /** In a zip the name inside it. */
  readonly file: string;
  /** From 1; of a broken text. */
  readonly line?: number;
}

/** What is thrown between the functions of this folder; readTakeOver.ts makes a value of it at the edge. */
export class TakeOverError extends Error {
  readonly problem: TakeOverProblem;

  constructor(problem: TakeOverProblem, options?: ErrorOptions) {
    super(`${problem.fault}: ${problem.file}`, options);
    this.name = 'TakeOverError';
    this.problem = problem;
  }
}
