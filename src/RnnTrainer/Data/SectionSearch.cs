namespace RnnTrainer.Data;

/// <summary>Finds sections by what they hold.</summary>
internal static class SectionSearch
{
    /// <summary>The place of the last section that does not begin after a number.</summary>
    /// <param name="sections">One or more, in their order.</param>
    /// <param name="number">The number.</param>
    public static int Find<T>(List<T> sections, long number) where T : ISection
    {
        int low = 0, high = sections.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (sections[middle].First <= number)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
