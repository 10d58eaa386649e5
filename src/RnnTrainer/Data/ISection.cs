namespace RnnTrainer.Data;

/// <summary>A part of a list whose parts follow one another: it holds the numbers from its first to that before the next one's.</summary>
internal interface ISection
{
    /// <summary>The first number in it.</summary>
    long First { get; }
}
