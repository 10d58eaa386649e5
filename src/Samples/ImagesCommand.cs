namespace RnnTrainer.Samples;

/// <summary>From IDX files to image files and back, so that what reads images can be tried on a whole data set.</summary>
internal sealed class ImagesCommand : SampleCommand
{
    private static readonly (string Arguments, string Purpose)[] All =
    [
        ("images write digits", "MNIST as PNG, in digits/train and digits/test"),
        ("train --data digits", "gives the same network as the IDX files"),
        ("images write --test --count 100 some", "the first hundred test digits"),
        ("images read some --images i --labels l", "back to IDX files"),
    ];

    public ImagesCommand() : base("images", "Convert IDX files to image files, and image files to IDX files.", All)
    {
        Add(new ImagesWriteCommand(All));
        Add(new ImagesReadCommand(All));
    }
}
