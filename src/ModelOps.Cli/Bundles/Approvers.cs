using ModelOps.Bundles.Promoting;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Bundles;

/// <summary>
/// Who may promote: the users of the operating system that <c>MODELOPS_APPROVERS</c> lists, separated by commas; without the variable
/// everyone whom the registry lets write.
/// </summary>
internal static class Approvers
{
    private const string Variable = "MODELOPS_APPROVERS";

    /// <summary>Whether somebody may promote.</summary>
    public static bool Have(CliContext context, string actor) =>
        context.Variable(Variable) is not { Length: > 0 } listed
        || listed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(actor, StringComparer.Ordinal);

    /// <summary>The error for somebody who may not.</summary>
    public static InvalidInputException Refused(Promotion promotion) => new(
        "not_an_approver",
        $"'{promotion.Actor}' may not promote to '{promotion.Channel}': {Variable} does not list them. Nothing was changed; the attempt is recorded.",
        "Ask an approver to run the command.");
}
