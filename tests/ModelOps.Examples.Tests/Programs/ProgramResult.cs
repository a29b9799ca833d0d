namespace ModelOps.Examples.Tests.Programs;

/// <summary>How a program ended.</summary>
internal sealed record ProgramResult(int Status, string Output, string Errors);
