namespace ModelOps.Adaptive.Reporting.Charts;

/// <summary>A rectangle of a drawing, in its units.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge; down is positive.</param>
/// <param name="Width">To the right.</param>
/// <param name="Height">Downwards.</param>
internal sealed record Area(double Left, double Top, double Width, double Height)
{
    /// <summary>The lower edge.</summary>
    public double Bottom => Top + Height;
}
