using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Some of a view's rows, evenly spaced: of every class some, whether the rows lie sorted by class or not.</summary>
internal static class EvenRows
{
    /// <summary>Exactly so many rows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="images">A column <c>Pixels</c> of bytes, and others.</param>
    /// <param name="all">How many rows there are.</param>
    /// <param name="wanted">How many of them to take.</param>
    public static IDataView Take(MLContext ml, IDataView images, long all, long wanted) => wanted >= all ? images
        : ml.Data.FilterByStatefulCustomPredicate<Image, Place>(images, (_, place) => IsLeftOut(place.Next++, all, wanted),
            place => place.Next = 0);

    private static bool IsLeftOut(long row, long all, long wanted) => (row + 1) * wanted / all == row * wanted / all;

    private sealed class Image
    {
        public VBuffer<byte> Pixels { get; set; }
    }

    private sealed class Place
    {
        public long Next { get; set; }
    }
}
