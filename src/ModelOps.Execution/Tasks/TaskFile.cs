using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Contracts.Parameters;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Seeds;

namespace ModelOps.Execution.Tasks;

/// <summary>
/// Reads tasks from JSON Lines (an object a line), a JSON list of objects, or one JSON object, as they arrive and one at a time. An object has
/// <c>entrypoint</c>, <c>params</c>, at most one of <c>seed</c> (a whole number or a text of one, 0 to 2^64-1) and <c>replicate</c> (0 by default),
/// and optionally <c>bundle</c>.
/// </summary>
public static class TaskFile
{
    private static readonly string[] Keys = ["entrypoint", "params", "seed", "replicate", "bundle"];

    /// <summary>The tasks in their order.</summary>
    /// <param name="stream">The bytes, UTF-8.</param>
    /// <param name="name">What they are called in messages.</param>
    /// <param name="entrypoint">The entrypoint of tasks that name none; <see langword="null"/> if each must.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidInputException">The message names the line. Code <c>invalid_json</c>, <c>invalid_task</c>, or that of the value.</exception>
    public static async IAsyncEnumerable<TaskEntry> ReadAsync(
        Stream stream, string name, Entrypoint? entrypoint, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in new JsonItems(stream, name).ReadAsync(cancellationToken))
            yield return Read(item.Json, $"{name}, line {item.Line.ToString(CultureInfo.InvariantCulture)}", entrypoint);
    }

    private static TaskEntry Read(ReadOnlyMemory<byte> json, string source, Entrypoint? entrypoint)
    {
        try
        {
            using var document = StrictJson.Parse(json, "the task");
            return Read(document.RootElement, source, entrypoint);
        }
        catch (InvalidInputException fault)
        {
            throw new InvalidInputException(fault.Code, $"{source}: {fault.Message}", fault.Remedy, fault);
        }
    }

    private static TaskEntry Read(JsonElement task, string source, Entrypoint? entrypoint)
    {
        if (task.ValueKind != JsonValueKind.Object) throw Invalid("a task is a JSON object");
        foreach (var property in task.EnumerateObject())
        {
            if (!Keys.Contains(property.Name, StringComparer.Ordinal))
                throw Invalid($"a task has no key '{property.Name}'.{Nearest.Hint(property.Name, Keys)}");
        }
        if (!task.TryGetProperty("params", out var values)) throw Invalid("the task has no params");
        var parameters = ParameterSet.From(values, "params");
        return new(EntrypointOf(task, entrypoint), TextOf(task, "bundle"), parameters, SeedOf(task, parameters), source);
    }

    private static Entrypoint EntrypointOf(JsonElement task, Entrypoint? entrypoint) => TextOf(task, "entrypoint") is { } text
        ? Entrypoint.ParseOrId(text)
        : entrypoint ?? throw Invalid("the task has no entrypoint, and the command names none");

    private static string? TextOf(JsonElement task, string name) => !task.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw Invalid($"{name} is {value.GetRawText()}, expected a text");

    private static ulong SeedOf(JsonElement task, ParameterSet parameters)
    {
        var hasReplicate = task.TryGetProperty("replicate", out var replicate);
        if (!task.TryGetProperty("seed", out var seed))
        {
            return !hasReplicate ? Seed.OfReplicate(parameters.Id, 0)
                : replicate.ValueKind == JsonValueKind.Number && replicate.TryGetInt64(out var index) && index >= 0 ? Seed.OfReplicate(parameters.Id, index)
                : throw Invalid($"replicate is {replicate.GetRawText()}, expected a whole number from 0");
        }
        if (hasReplicate) throw Invalid("seed and replicate both choose the seed; give one of them");
        var text = seed.ValueKind == JsonValueKind.String ? seed.GetString() : seed.GetRawText();
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"seed is {seed.GetRawText()}, expected a whole number from 0 to 2^64-1");
    }

    private static InvalidInputException Invalid(string message) => new("invalid_task", message.EndsWith('.') || message.EndsWith('?') ? message : message + ".");
}
