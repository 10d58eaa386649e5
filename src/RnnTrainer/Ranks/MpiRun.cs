namespace RnnTrainer.Ranks;

/// <summary>A run of the processes of an <see cref="MpiWorld"/>; another one may begin when it is disposed.</summary>
/// <param name="ranks">The processes.</param>
/// <param name="end">What its end does.</param>
internal sealed class MpiRun(RankGroup ranks, Action end) : IDisposable
{
    public RankGroup Ranks => ranks;

    public void Dispose() => end();
}
