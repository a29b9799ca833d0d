using System.Text.Json;

namespace ModelOps.Execution.Protocol;

/// <summary>The payload of <see cref="FrameType.Call"/>.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Argument">Its one argument.</param>
internal sealed record CallRequest(string Method, JsonElement Argument);
