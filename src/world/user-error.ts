/** Wrong use, config or environment, which the user can mend: exit 2. Carries its words; main prints them once. */
export class UserError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** Something needed is not here to be judged (shallow clone, missing base, unreadable repository): exit 4. */
export class CannotJudge extends UserError {}

/** It is here, and what is in it cannot be read: no answer that does without would say what was left out. */
export class DamagedRepository extends CannotJudge {
  constructor(message: string) {
    super(message, 'Look at the repository with git fsck.');
  }
}

/** What was asked for was done, and the report of it could not be printed: exit 3, since nobody was told. */
export class CannotPrint extends UserError {}

/** The main line does not go through a commit that was taken for one of its own: what is known up to there is of another. */
export class OtherLine extends Error {}
