using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A pair of IDX files of any element type as images of bytes, rows x columns, with labels that are bytes.</summary>
internal static class IdxImages
{
    /// <summary>Reads the images of an IDX file, with what another says that they are.</summary>
    /// <param name="ml">The context to read with.</param>
    /// <param name="images">
    /// [n, height, width], [n, 1, height, width] or, square, [n, pixels]. Floats of 0 to 1 become bytes; other values are taken as
    /// they are.
    /// </param>
    /// <param name="labels">The labels; null where there are none.</param>
    /// <param name="isTransposed">Whether images are stored column by column, as EMNIST's are.</param>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    public static IDataView Load(MLContext ml, string images, string? labels, bool isTransposed = false)
    {
        foreach (string? path in (string?[])[images, labels])
        {
            if (Directory.Exists(path))
                throw new IOException($"'{path}' is a folder; expected an IDX file. Use --data for a folder of IDX files.");
        }
        IDataView rows = ml.Data.LoadFromIdx(images, labels, transposed: isTransposed);
        VectorDataViewType pixels = (VectorDataViewType)rows.Schema["Pixels"].Type;
        int[] size = SizeOf(pixels, images);
        if (pixels.ItemType != NumberDataViewType.Byte)
            rows = PixelsAsBytes(ml, rows, pixels, images);
        if (labels is not null && rows.Schema["Label"].Type != NumberDataViewType.Byte)
            rows = LabelsAsBytes(ml, rows, labels);
        return size.SequenceEqual(pixels.Dimensions) ? rows : ml.Transforms.Reshape("Pixels", "Pixels", size).Fit(rows).Transform(rows);
    }

    private static int[] SizeOf(VectorDataViewType type, string path)
    {
        int[] sides = [.. type.Dimensions.Where(side => side > 1)];
        if (type.Dimensions is [_, _])
            return [.. type.Dimensions];
        if (sides is [int pixels] && (int)Math.Sqrt(pixels) is int side && side * side == pixels)
            return [side, side];
        return sides is [_, _] ? sides
            : throw new InvalidDataException($"'{path}' holds {type}; expected images of rows and columns.");
    }

    private static IDataView PixelsAsBytes(MLContext ml, IDataView rows, VectorDataViewType type, string path)
    {
        IDataView numbers = ml.Transforms.Conversion.ConvertType("Pixels", "Pixels", DataKind.Single).Fit(rows).Transform(rows);
        float least = float.MaxValue, most = float.MinValue;
        foreach (float value in numbers.GetColumn<float[]>("Pixels").SelectMany(row => row))
            (least, most) = (MathF.Min(least, value), MathF.Max(most, value)); // NaN where any is
        if (!(least >= 0 && most <= byte.MaxValue))
        {
            throw new InvalidDataException(
                $"'{path}' holds values from {least} to {most}; expected pixels from 0 to 255, or from 0 to 1.");
        }
        bool areShares = most <= 1 && (type.ItemType == NumberDataViewType.Single || type.ItemType == NumberDataViewType.Double);
        float factor = areShares ? byte.MaxValue : 1;

        SchemaDefinition from = SchemaDefinition.Create(typeof(Numbers)), to = SchemaDefinition.Create(typeof(Bytes));
        from["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, type.Dimensions);
        to["Pixels"].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, type.Dimensions);
        return ml.Transforms.CustomMapping<Numbers, Bytes>(
            (number, bytes) => bytes.Pixels = [.. number.Pixels.Select(value => (byte)MathF.Round(factor * value))],
            contractName: null, from, to).Fit(numbers).Transform(numbers);
    }

    private static IDataView LabelsAsBytes(MLContext ml, IDataView rows, string path)
    {
        IDataView numbers = ml.Transforms.Conversion.ConvertType("Label", "Label", DataKind.Double).Fit(rows).Transform(rows);
        return ml.Transforms.CustomMapping<NumberLabel, ByteLabel>(
            (number, label) => label.Label = number.Label is >= 0 and <= byte.MaxValue && double.IsInteger(number.Label)
                ? (byte)number.Label
                : throw new InvalidDataException($"'{path}' holds the label {number.Label}; expected whole numbers from 0 to 255."),
            contractName: null).Fit(numbers).Transform(numbers);
    }

    private sealed class Numbers
    {
        public float[] Pixels { get; set; } = [];
    }

    private sealed class Bytes
    {
        public byte[] Pixels { get; set; } = [];
    }

    private sealed class NumberLabel
    {
        public double Label { get; set; }
    }

    private sealed class ByteLabel
    {
        public byte Label { get; set; }
    }
}
