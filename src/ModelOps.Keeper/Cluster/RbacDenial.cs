using System.Text.RegularExpressions;

namespace ModelOps.Keeper.Cluster;

/// <summary>A right that the API server found missing, and the rule that would grant it.</summary>
/// <param name="User">Who lacks it.</param>
/// <param name="Verb">What was to be done.</param>
/// <param name="Resource">To what, in the plural.</param>
/// <param name="ApiGroup">The resource's API group; empty for the core group.</param>
/// <param name="Namespace">Where; <see langword="null"/> at the cluster's scope.</param>
/// <param name="Name">The object's name, if the server said it.</param>
public sealed partial record RbacDenial(string User, string Verb, string Resource, string ApiGroup, string? Namespace, string? Name)
{
    /// <summary><c>namespaced</c> or <c>cluster</c>.</summary>
    public string Scope => Namespace is null ? "cluster" : "namespaced";

    /// <summary>The rule to add.</summary>
    public RbacRule SuggestedRule => new([ApiGroup], [Resource], [Verb]);

    /// <summary>What to do, in one sentence.</summary>
    public string Hint => Namespace is { } space
        ? $"Add the rule to a Role in the namespace {space} and bind it to {User} with a RoleBinding."
        : $"Add the rule to a ClusterRole and bind it to {User} with a ClusterRoleBinding.";

    /// <summary>Reads the API server's sentence about a missing right.</summary>
    /// <param name="message">The message of an error, or what kubectl printed of it.</param>
    /// <returns><see langword="null"/> if the message is about something else, such as a refusal by admission.</returns>
    public static RbacDenial? Parse(string message)
    {
        if (Sentence().Match(message) is not { Success: true } match) return null;
        string? Part(string name) => match.Groups[name] is { Success: true } group ? group.Value : null;
        return new(Part("user")!, Part("verb")!, Part("resource")!, Part("group") ?? "", Part("space"), Part("name"));
    }

    [GeneratedRegex(
        "(?:(?:\\S+ \"(?<name>[^\"]+)\" is )?forbidden: )?User \"(?<user>[^\"]*)\" cannot (?<verb>\\S+) resource \"(?<resource>[^\"]+)\" in API group \"(?<group>[^\"]*)\" (?:in the namespace \"(?<space>[^\"]+)\"|at the cluster scope)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sentence();
}
