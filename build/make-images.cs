#:package SkiaSharp
#:package SkiaSharp.NativeAssets.Linux.NoDependencies
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

// dotnet run build/make-images.cs
//
// Writes data/images: of each class the first ten digits of the MNIST test set as 28 x 28 grey PNG, named
// CLASS/INDEX.png with the digit's index in the test set, and labels.tsv, which lists them in the order of the set.

using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using SkiaSharp;

const int Side = 28;
const int PerClass = 10;

string data = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "data");
byte[] images = Unpack("t10k-images-idx3-ubyte.gz")[16..]; // [10000, 28, 28] after the header
byte[] labels = Unpack("t10k-labels-idx1-ubyte.gz")[8..];  // [10000]

string folder = Path.Combine(data, "images");
var lines = new List<string> { "path\tlabel" };
int[] taken = new int[10];
for (int i = 0; i < labels.Length; i++)
{
    int label = labels[i];
    if (taken[label]++ >= PerClass)
        continue;

    string path = string.Create(CultureInfo.InvariantCulture, $"{label}/{i:D5}.png");
    Directory.CreateDirectory(Path.Combine(folder, label.ToString(CultureInfo.InvariantCulture)));
    File.WriteAllBytes(Path.Combine(folder, path), Png(images.AsSpan(i * Side * Side, Side * Side)));
    lines.Add($"{path}\t{label}");
}
File.WriteAllText(Path.Combine(folder, "labels.tsv"), string.Join('\n', lines) + '\n');
Console.WriteLine($"{lines.Count - 1} digits written to {folder}");

byte[] Unpack(string name)
{
    using var unpacker = new GZipStream(File.OpenRead(Path.Combine(data, "mnist", name)), CompressionMode.Decompress);
    var content = new MemoryStream();
    unpacker.CopyTo(content);
    return content.ToArray();
}

static byte[] Png(ReadOnlySpan<byte> pixels)
{
    using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque), pixels);
    using SKData png = image.Encode(SKEncodedImageFormat.Png, quality: 100);
    return png.ToArray();
}

static string ThisFile([CallerFilePath] string path = "") => path;
