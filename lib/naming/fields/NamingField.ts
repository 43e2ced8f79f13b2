import type { NamingContext } from './NamingContext';

/** Where the options page lists a field. */
export type FieldGroup = 'post' | 'author' | 'time' | 'list' | 'file' | 'counts' | 'music' | 'own';

interface Common {
  readonly name: string;
  readonly group: FieldGroup;
}

/** Words: `long` ones are cut first when a path gets too long, then `soft` ones; `hard` ones are never cut below `units`. */
export interface TextField extends Common {
  readonly type: 'text';
  readonly weight: 'long' | 'soft' | 'hard';
  /** Most UTF-16 units of a hard field. */
  readonly units?: number;
  readonly read: (context: NamingContext) => string | undefined;
}

/** A moment in ms, written by a date format. */
export interface DateField extends Common {
  readonly type: 'date';
  /** The format when the template names none. */
  readonly format: readonly string[];
  readonly read: (context: NamingContext) => number;
}

/** A count, which can be padded with zeros. */
export interface NumberField extends Common {
  readonly type: 'number';
  readonly read: (context: NamingContext) => number | undefined;
}

export type NamingField = TextField | DateField | NumberField;
