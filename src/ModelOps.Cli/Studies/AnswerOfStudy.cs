using System.Text.Json;

namespace ModelOps.Cli.Studies;

/// <summary>The answer of <c>builtin:auto</c>, confirmed on fresh seeds.</summary>
/// <param name="Trial">The first trial with these parameters.</param>
/// <param name="Params">The parameters by name; floats keep their point.</param>
/// <param name="Loss">The mean loss of the repetitions.</param>
/// <param name="Low">The lower end of its 90 % interval, or null.</param>
/// <param name="High">The upper end, or null.</param>
/// <param name="Repetitions">How many trials repeated it.</param>
internal sealed record AnswerOfStudy(int Trial, JsonElement Params, double Loss, double? Low, double? High, int Repetitions);
