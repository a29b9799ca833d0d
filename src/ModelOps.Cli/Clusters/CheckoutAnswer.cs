namespace ModelOps.Cli.Clusters;

/// <summary>Where a checkout lies.</summary>
/// <param name="Root">The absolute path of the bundle's folder.</param>
internal sealed record CheckoutAnswer(string Root);
