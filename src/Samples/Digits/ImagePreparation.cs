namespace RnnTrainer.Samples;

/// <summary>A way to bring an image of any size to the network's. It is chosen in training and kept with the model.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Purpose">What it is for, in a few words.</param>
/// <param name="Prepare">Does it.</param>
internal sealed record ImagePreparation(string Name, string Purpose, ImagePreparation.Work Prepare)
{
    /// <summary>Brings an image to a size.</summary>
    /// <param name="image">The image.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="height">Rows that the network wants.</param>
    /// <param name="width">Pixels in a row that it wants.</param>
    /// <exception cref="InvalidDataException">There is nothing on it.</exception>
    public delegate PreparedImage Work(GreyImage image, string name, int height, int width);

    /// <summary>As MNIST was made.</summary>
    public static ImagePreparation Digits { get; } =
        new("digits", "light ink on dark, scaled to a box and centered like MNIST", DigitImage.Of);

    /// <summary>The picture as it is.</summary>
    public static ImagePreparation Photos { get; } = new(
        "photos", "the whole picture, cropped to its center where the shape differs", PhotoImage.Of);

    /// <summary>All preparations.</summary>
    public static IReadOnlyList<ImagePreparation> All { get; } = [Digits, Photos];

    /// <summary>The preparation of that name; null where there is none.</summary>
    public static ImagePreparation? Named(string name) =>
        All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name, which the help shows as the default.</summary>
    public override string ToString() => Name;
}
