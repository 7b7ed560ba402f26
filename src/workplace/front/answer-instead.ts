/** Something else is answered before what was asked can be done: nothing went wrong, and nothing of it was done yet. */
export class AnswerInstead extends Error {
  override readonly name = 'AnswerInstead';
  readonly answer: Response;

  constructor(answer: Response) {
    super('Something else is answered first.');
    this.answer = answer;
  }
}
