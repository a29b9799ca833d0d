using System.Text.Json;
using Shouldly;

namespace ModelOps.Testing.Commands;

/// <summary>How a command ended and what it said.</summary>
/// <param name="CommandLine">The program and its arguments, for messages.</param>
/// <param name="Status">The exit status; 128 plus the signal's number if a signal ended it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record CommandResult(string CommandLine, int Status, string Output, string Errors)
{
    /// <summary>The answer of a command that must have succeeded, as JSON.</summary>
    public JsonElement Json() => Expect(0).Parse(Output);

    /// <summary>The answer as JSON, of a command that must have ended with a status.</summary>
    public JsonElement Json(int status) => Expect(status).Parse(Output);

    /// <summary>The error that was reported as JSON, of a command that must have ended with a status.</summary>
    public JsonElement Error(int status) => Expect(status).Parse(Errors.Split('\n').First(line => line.StartsWith('{')));

    /// <summary>This result, which must have a status; otherwise the test fails and shows all that the command said.</summary>
    public CommandResult Expect(int status)
    {
        Status.ShouldBe(status, ToString());
        return this;
    }

    /// <summary>Everything, for messages.</summary>
    public override string ToString() => $"{CommandLine}\nstatus {Status}\n-- output\n{Tail(Output)}\n-- errors\n{Tail(Errors)}";

    private JsonElement Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException fault)
        {
            throw new ShouldAssertException($"This is no JSON ({fault.Message}): {this}", fault);
        }
    }

    private static string Tail(string text) => text.Length <= 4000 ? text : "…" + text[^4000..];
}
