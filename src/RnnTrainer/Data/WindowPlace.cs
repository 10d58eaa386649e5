namespace RnnTrainer.Data;

/// <summary>Where a window stands.</summary>
/// <param name="Series">The number of its series, in the order in which these first come.</param>
/// <param name="Position">The number of its last row in the series, or <see cref="Unknown"/>.</param>
internal readonly record struct WindowPlace(int Series, long Position)
{
    public const long Unknown = -1;
}
