using System.Text.Json.Serialization.Metadata;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Output;

/// <summary>Writes a command's answer to standard output: JSON of a declared type, or text for people.</summary>
/// <param name="context">The run.</param>
/// <param name="json">Whether <c>--json</c> was given.</param>
internal sealed class AnswerWriter(CliContext context, bool json)
{
    /// <summary>Writes one answer.</summary>
    /// <param name="answer">What is known.</param>
    /// <param name="type">Its source-generated JSON form.</param>
    /// <param name="render">Its form for people.</param>
    public void Write<T>(T answer, JsonTypeInfo<T> type, Action<T, TextWriter> render) => Write(answer, () => type, render);

    /// <summary>Writes one answer of a command whose speed counts: the JSON form is only made if it is asked for.</summary>
    /// <inheritdoc cref="Write{T}(T, JsonTypeInfo{T}, Action{T, TextWriter})" />
    public void Write<T>(T answer, Func<JsonTypeInfo<T>> type, Action<T, TextWriter> render)
    {
        if (json)
            context.Out.Write(JsonText.Line(answer, type()));
        else
            render(answer, context.Out);
    }
}
