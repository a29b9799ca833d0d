namespace ModelOps.Connectors.Kubectl;

/// <summary>How one call of kubectl ended.</summary>
/// <param name="Status">Its exit status; 0 is success.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">The end of what it wrote to standard error.</param>
public sealed record KubectlResult(int Status, string Output, string Errors)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Ok => Status == 0;
}
