using ModelOps.Architecture.Tests.Assemblies;
using Mono.Cecil;

namespace ModelOps.Architecture.Tests.Rules;

/// <summary>The namespaces of a project, its root included, use each other in one direction only.</summary>
internal static class NamespaceCycleRule
{
    private const string Ours = "ModelOps.";

    /// <summary>Pairs of namespaces that reach each other, with a type that makes each step.</summary>
    public static IEnumerable<string> Violations(AssemblyDefinition assembly)
    {
        var edges = Edges(assembly);
        return from edge in edges
               where Reaches(edges.Keys, edge.Key.To, edge.Key.From)
               select $"{assembly.Name.Name}: {edge.Key.From} uses {edge.Key.To} ({edge.Value}), which leads back";
    }

    private static Dictionary<(string From, string To), string> Edges(AssemblyDefinition assembly)
    {
        var edges = new Dictionary<(string From, string To), string>();
        foreach (var type in assembly.MainModule.Types.Where(type => type.Namespace.StartsWith(Ours, StringComparison.Ordinal)))
        {
            foreach (var use in TypeUses.Of(type).Where(use => use.Scope == assembly.MainModule))
            {
                var target = Outermost(use);
                if (target.Namespace != type.Namespace && target.Namespace.StartsWith(Ours, StringComparison.Ordinal))
                    edges.TryAdd((type.Namespace, target.Namespace), $"{type.Name} -> {target.Name}");
            }
        }
        return edges;
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool Reaches(IReadOnlyCollection<(string From, string To)> edges, string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var open = new Stack<string>(seen);
        while (open.TryPop(out var here))
        {
            if (here == to) return true;
            foreach (var next in edges.Where(edge => edge.From == here && seen.Add(edge.To))) open.Push(next.To);
        }
        return false;
    }
}
