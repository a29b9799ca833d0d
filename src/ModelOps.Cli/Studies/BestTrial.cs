using System.Text.Json;

namespace ModelOps.Cli.Studies;

/// <summary>The completed trial with the smallest loss.</summary>
/// <param name="Trial">Its number.</param>
/// <param name="Params">Its parameters by name; floats keep their point.</param>
/// <param name="Loss">Its loss.</param>
internal sealed record BestTrial(int Trial, JsonElement Params, double Loss);
