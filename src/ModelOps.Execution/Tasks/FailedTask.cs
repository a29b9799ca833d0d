namespace ModelOps.Execution.Tasks;

/// <summary>A task that did not complete.</summary>
/// <param name="Task">Its identity, 32 hex digits.</param>
/// <param name="Entrypoint">The entrypoint.</param>
/// <param name="Bundle">The absolute path of the bundle.</param>
/// <param name="Params">The parameters as canonical JSON.</param>
/// <param name="Seed">The seed as a text.</param>
/// <param name="Type">The exception's type.</param>
/// <param name="Message">Its message, at most 2,000 characters.</param>
/// <param name="Environmental">Whether the machine ended it, not the model: then the next run tries it again.</param>
public sealed record FailedTask(string Task, string Entrypoint, string Bundle, string Params, string Seed, string Type, string Message, bool Environmental);
