using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Studies;

/// <summary>The value of <c>--workers</c>.</summary>
internal static class WorkersOption
{
    /// <summary>The value, if it is one that can be.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_workers</c>.</exception>
    public static int? Check(int? given) => given is null or (>= 1 and <= 1024)
        ? given
        : throw new InvalidInputException("invalid_workers", $"--workers is {given}; expected 1 to 1024.");
}
