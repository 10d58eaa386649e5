using Google.Protobuf;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Files;

namespace RnnTrainer;

public sealed partial class RnnForecastTransformer
{
    /// <summary>
    /// Saves the network as an ONNX file. Input: windows, float [batch, <see cref="RnnModel.TimeSteps"/>,
    /// <see cref="RnnModel.InputSize"/>], and, with static inputs, <c>Categories</c>, int64 [batch, static inputs], keys counted from 1, 0
    /// if missing. Output: <c>Score</c>, float [batch, targets x horizon x levels], sorted for each target and step. Windows and output are
    /// scaled, as described in the remarks.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A step of the window holds [targets | past inputs | known inputs] of one row, from the oldest row to the forecast's origin. Steps
    /// before the start of the series are 0, and more zero steps come first, to make the window whole blocks of
    /// <see cref="RnnModel.BlockSteps"/>. With known inputs, <see cref="Horizon"/> steps follow that hold them, and 0 for the rest.
    /// </para>
    /// <para>
    /// Targets: their natural logarithms, if all training values were positive; then minus the window's own mean, divided by its own
    /// population standard deviation (at least a small number that keeps constant windows finite), ignoring missing values. Inputs: minus
    /// their mean in training, divided by their standard deviation. An output y stands for y x deviation + mean of the window, or e to the
    /// power of that if logarithms were taken; negative results become 0 if no training value was negative.
    /// </para>
    /// </remarks>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The network is larger than an ONNX file can be (2 GiB).</exception>
    public void SaveAsOnnx(string path) => SaveAsOnnx(path, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/*[not(self::param)]"/>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <param name="options">Names and other settings. The input is named <c>Features</c> by default.</param>
    /// <exception cref="ArgumentException">The path is empty, or the input and the output would have the same name.</exception>
    public void SaveAsOnnx(string path, RnnOnnxOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(options);
        ModelProto file = OnnxFile.Of(Network, NamesOf(options), options.OperatorSet);
        WholeFile.Write(path, file.WriteTo);
    }

    /// <inheritdoc cref="SaveAsOnnx(string)" path="/summary|/remarks"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <exception cref="ArgumentException">The stream is closed or read-only.</exception>
    /// <exception cref="NotSupportedException">The network is larger than an ONNX file can be (2 GiB).</exception>
    public void SaveAsOnnx(Stream stream) => SaveAsOnnx(stream, new RnnOnnxOptions());

    /// <inheritdoc cref="SaveAsOnnx(Stream)" path="/*[not(self::param)]"/>
    /// <param name="stream">The stream to write to, at its current position. It stays open.</param>
    /// <param name="options">Names and other settings. The input is named <c>Features</c> by default.</param>
    /// <exception cref="ArgumentException">
    /// The stream is closed or read-only, or the input and the output would have the same name.
    /// </exception>
    public void SaveAsOnnx(Stream stream, RnnOnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        StreamCheck.Writable(stream);
        OnnxFile.Of(Network, NamesOf(options), options.OperatorSet).WriteTo(stream);
    }

    private OnnxNames NamesOf(RnnOnnxOptions options) => options.NamesOf(Network.Network, features: "Features", lengths: null);
}
